"""Reading lists of regions, clusters and practices, as spreadsheets write them. Knows no Django and no database."""
