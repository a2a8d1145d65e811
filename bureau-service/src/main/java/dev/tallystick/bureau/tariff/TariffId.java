package dev.tallystick.bureau.tariff;

import java.util.UUID;

/** The id of a bureau's tariff: {@code trf_} and a UUIDv7. */
record TariffId(String value) {
  static TariffId of(UUID uuid) {
    return new TariffId("trf_" + uuid);
  }

  @Override
  public String toString() {
    return value;
  }
}
