"""The first page: headline numbers, map, ranked areas, matrix and trend."""
