package dev.tallystick.vault.alert;

import java.util.List;

/**
 * An address, and what its person is told of it.
 *
 * @param isNew whether its secret is shown, which happens once
 * @param failed what could not be sent there
 */
record MyAlertAddress(AlertAddress address, boolean isNew, List<AlertEntity> failed) {
  MyAlertAddress {
    failed = List.copyOf(failed);
  }

  static MyAlertAddress fresh(AlertAddress address) {
    return new MyAlertAddress(address, true, List.of());
  }

  static MyAlertAddress known(AlertAddress address, List<AlertEntity> failed) {
    return new MyAlertAddress(address, false, failed);
  }
}
