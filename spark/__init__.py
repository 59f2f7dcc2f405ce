"""Loading lists with Apache Spark: the code of the single machine, on parts of the rows."""
