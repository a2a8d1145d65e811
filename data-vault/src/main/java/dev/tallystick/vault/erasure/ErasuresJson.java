package dev.tallystick.vault.erasure;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person's erasures, the latest first. */
@Schema(name = "Erasures")
record ErasuresJson(List<ErasureJson> erasures) {
  static ErasuresJson of(List<PersonErasure> erasures) {
    return new ErasuresJson(erasures.stream().map(ErasureJson::of).toList());
  }
}
