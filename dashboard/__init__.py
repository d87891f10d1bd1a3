"""How the record is shown: pages' frame, components, charts and reports. It never decides."""
