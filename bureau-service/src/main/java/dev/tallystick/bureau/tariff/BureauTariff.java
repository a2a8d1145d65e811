package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.tenancy.BureauId;

/** One version of a bureau's prices; the latest whose time has come counts whole. */
record BureauTariff(TariffId id, long version, BureauId bureau, TariffTerms terms) {
  BureauTariff {
    if (version < 1) {
      throw new IllegalArgumentException("versions of a tariff count from 1");
    }
  }
}
