package dev.tallystick.vault.erasure;

import java.util.List;

/** A person's erasures, the latest first. */
record ErasuresJson(List<ErasureJson> erasures) {
  static ErasuresJson of(List<PersonErasure> erasures) {
    return new ErasuresJson(erasures.stream().map(ErasureJson::of).toList());
  }
}
