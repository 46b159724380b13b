"""What tables and lists of records share: columns by field, values of cells, rows as articles."""
