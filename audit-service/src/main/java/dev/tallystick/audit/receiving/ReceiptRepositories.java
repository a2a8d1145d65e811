package dev.tallystick.audit.receiving;

import jakarta.inject.Singleton;

/** The tables that the watch reads and writes; each of their methods is a transaction. */
@Singleton
public class ReceiptRepositories {
  final ReceiptMarkRepository marks;
  final ReceiptWatchRepository told;
  final OwedReceiptRepository owed;
  final UntoldReceiptRepository untold;
  final ReceiptSuspensionRepository suspensions;

  ReceiptRepositories(
      ReceiptMarkRepository marks,
      ReceiptWatchRepository told,
      OwedReceiptRepository owed,
      UntoldReceiptRepository untold,
      ReceiptSuspensionRepository suspensions) {
    this.marks = marks;
    this.told = told;
    this.owed = owed;
    this.untold = untold;
    this.suspensions = suspensions;
  }
}
