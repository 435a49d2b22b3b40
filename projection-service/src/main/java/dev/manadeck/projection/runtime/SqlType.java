package dev.manadeck.projection.runtime;

/** The types of columns, with PostgreSQL's fixed numbers for them and for arrays of them. */
enum SqlType {
  BOOLEAN(16, 1000),
  BIGINT(20, 1016),
  SMALLINT(21, 1005),
  INTEGER(23, 1007),
  TEXT(25, 1009),
  DOUBLE_PRECISION(701, 1022),
  DATE(1082, 1182),
  TIMESTAMPTZ(1184, 1185),
  UUID(2950, 2951),
  JSONB(3802, 3807);

  private final int oid;
  private final int arrayOid;

  SqlType(int oid, int arrayOid) {
    this.oid = oid;
    this.arrayOid = arrayOid;
  }

  int oid() {
    return oid;
  }

  int arrayOid() {
    return arrayOid;
  }
}
