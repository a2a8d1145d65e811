package dev.tallystick.vault.alert;

import java.util.List;

/** Where a person is told: by each channel once at most for each of their tokens. */
record MyAlertsJson(List<AlertAddressJson> addresses) {
  static MyAlertsJson of(List<MyAlertAddress> addresses) {
    return new MyAlertsJson(addresses.stream().map(AlertAddressJson::of).toList());
  }

  @Override
  public String toString() {
    return "MyAlertsJson[redacted]";
  }
}
