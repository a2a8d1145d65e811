package dev.tallystick.vault.deposit;

import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.schema.ContentSchemas;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes checks of lines, as of now. */
@Singleton
final class LineChecks {
  private final Catalogues catalogues;
  private final ContentSchemas schemas;
  private final Clock clock;

  LineChecks(Catalogues catalogues, ContentSchemas schemas, Clock clock) {
    this.catalogues = catalogues;
    this.schemas = schemas;
    this.clock = clock;
  }

  /** What the rule pack in force says; it is asked for over HTTP, so not in a transaction. */
  Catalogue inForce() {
    return catalogues.current();
  }

  /** A check of a platform's lines by this catalogue. */
  LineCheck by(Catalogue catalogue, String platform) {
    return new LineCheck(catalogue, schemas, platform, clock.instant());
  }
}
