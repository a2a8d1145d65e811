package dev.tallystick.audit.storage;

/**
 * The advisory locks of the service's database, which replicas take against each other. All stand
 * here, so that no two are the same; 7446001 is that of {@code ensure_entry_partition}.
 */
public final class Locks {
  /** While the log is begun. */
  public static final long BEGIN = 7_446_002;

  /** Of the replica that writes the index, as long as it lives. */
  public static final long INDEX = 7_446_003;

  /** Of the replica that asks the witnesses, as long as it lives. */
  public static final long COSIGNING = 7_446_004;

  /** For one look at the receipts that are missing. */
  public static final long RECEIPTS = 7_446_005;

  /** While the key that wraps the keys of bodies is changed; shared by those who wrap with it. */
  public static final long OPENING_KEK = 7_446_006;

  /** For one look of the detectors at what the log has grown by. */
  public static final long DETECTORS = 7_446_007;

  /** For one look at sealed entries whose time has come. */
  public static final long SEALS = 7_446_008;

  private Locks() {}
}
