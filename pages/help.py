"""What does this mean?"""

from markupsafe import Markup

from dashboard.components.helping.explaining import explained, settings_table
from dashboard.components.opening import open_page
from dashboard.components.section import jump_links
from dashboard.help_texts import CLOCKS, sections
from dashboard.session import record
from dashboard.text import show

open_page("help")
thresholds = record().thresholds
parts = sections(thresholds)
show(jump_links((part.key, part.title, None) for part in parts))
clocks = {"status": settings_table(CLOCKS, thresholds)}
explanations = (explained(part, clocks.get(part.key, Markup(""))) for part in parts)
show(Markup('<div class="help">{}</div>').format(Markup("").join(explanations)))
