package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.LogCheck;
import dev.tallystick.portal.document.LogCondition;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import io.quarkus.qute.TemplateData;
import java.util.Optional;

/**
 * How the log is, as a page shows it.
 *
 * @param well whether nothing is wrong
 * @param witnessed how far it is witnessed; empty without witnesses
 * @param lag by how many entries the index is behind
 * @param checked how much the newest check has read; empty before the first
 * @param finding what does not hold; empty if all does
 */
@TemplateData
public record HealthView(
    boolean well,
    String size,
    boolean writable,
    Optional<String> witnessed,
    String witnessedAt,
    String indexed,
    String lag,
    Optional<String> checked,
    String checkedAt,
    Optional<String> finding) {

  static HealthView of(LogCondition.Partial log, ReaderText text) {
    Optional<LogCheck.Partial> check = log.self();
    boolean writable = log.writable().orElse(false);
    boolean holds = check.flatMap(LogCheck.Partial::holds).orElse(true);
    return new HealthView(
        writable && holds,
        text.number(log.size().orElse(0)),
        writable,
        log.witnessedSize().isPresent()
            ? Optional.of(text.number(log.witnessedSize().getAsLong()))
            : Optional.empty(),
        log.witnessedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        text.number(log.indexedSize().orElse(0)),
        text.number(log.indexLag().orElse(0)),
        check.map(found -> text.number(found.size().orElse(0))),
        check.flatMap(LogCheck.Partial::at).map(at -> ToldInstants.moment(text, at)).orElse(""),
        check.flatMap(LogCheck.Partial::finding));
  }
}
