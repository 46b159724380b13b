"""Reading at scale: inputs in units, each read once by one of many processes, out come tables of Parquet."""
