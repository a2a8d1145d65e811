package dev.tallystick.vault.category;

import dev.tallystick.rules.pack.ComplaintTerms;
import dev.tallystick.rules.pack.Pack;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** The categories of a rule pack. */
final class PackCatalogue implements Catalogue {
  /** Where the taxonomy files what is public by law. */
  private static final String PUBLIC = "PUBLIC.";

  private static final String ADVERSE = "adverse";

  private final Pack pack;

  PackCatalogue(Pack pack) {
    this.pack = pack;
  }

  @Override
  public Optional<RecordCategory> find(String code) {
    return pack.category(code)
        .map(
            category ->
                new RecordCategory(
                    code,
                    pack.prohibition(category).isPresent(),
                    category.derived(),
                    code.startsWith(PUBLIC)));
  }

  @Override
  public Period adverseTerm() {
    return Period.parse(
        Optional.ofNullable(pack.retention().get(ADVERSE))
            .orElseThrow(() -> new IllegalStateException(pack + " has no term for " + ADVERSE)));
  }

  @Override
  public ComplaintTerms complaintTerms() {
    return pack.complaintTerms();
  }

  @Override
  public String pack() {
    return pack.id();
  }

  @Override
  public ZoneId zone() {
    return pack.zone();
  }
}
