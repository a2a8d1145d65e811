package dev.tallystick.events.usage;

import dev.tallystick.events.document.ListGrowthDocument;
import dev.tallystick.events.document.ListPlaceDocument;
import dev.tallystick.events.document.LogGrowthDocument;
import dev.tallystick.events.document.LoggedOpeningDocument;
import dev.tallystick.events.document.TrieLeafDocument;
import dev.tallystick.events.document.TrieProofDocument;
import dev.tallystick.events.document.TrieStepDocument;
import dev.tallystick.events.document.UsageListDocument;
import dev.tallystick.events.document.UsagePageDocument;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.TrieProof;
import java.util.List;
import java.util.Optional;

/** Writes the JSON form of usage answers. */
final class UsageWriter {
  private UsageWriter() {}

  /** The members of the list asked for stand beside those of the page. */
  static JsonObject page(UsageAnswer answer) {
    return UsagePageDocument.builder()
        .linked(answer.linked().stream().map(UsageWriter::list).toList())
        .bulkReads(answer.bulkReads().map(UsageWriter::list))
        .indexRoot(logged(answer.indexRoot()))
        .checkpoint(answer.checkpoint().toString())
        .consistency(
            answer.consistency().map(proof -> new LogGrowthDocument(proof.oldSize(), proof.path())))
        .policyHash(answer.policyHash())
        .saved(answer.saved())
        .next(answer.next())
        .build()
        .toJson()
        .with(list(answer.own()).toJson());
  }

  private static UsageListDocument list(UsageList list) {
    UsageListDocument.Builder json =
        UsageListDocument.builder()
            .label(list.label())
            .count(list.count())
            .trieProof(proof(list.proof()))
            .entries(list.entries().stream().map(UsageWriter::entry).toList())
            .extension(
                list.extension()
                    .map(proof -> new ListGrowthDocument(proof.oldSize(), proof.path())));
    if (list.proof() instanceof UsageProof.Present present) {
      json.salt(present.value().salt()).listRoot(present.value().listRoot());
    }
    return json.build();
  }

  private static TrieProofDocument proof(UsageProof proof) {
    if (proof instanceof UsageProof.Present present) {
      return trieProof(true, present.proof(), Optional.empty());
    }
    if (proof instanceof UsageProof.Absent absent
        && absent.proof() instanceof AbsenceProof.Neighbour other) {
      return trieProof(
          false, other.proof(), Optional.of(new TrieLeafDocument(other.label(), other.value())));
    }
    return trieProof(false, new TrieProof(List.of()), Optional.empty());
  }

  private static TrieProofDocument trieProof(
      boolean present, TrieProof proof, Optional<TrieLeafDocument> other) {
    return new TrieProofDocument(
        present,
        proof.path().stream()
            .map(step -> new TrieStepDocument(step.position(), step.sibling()))
            .toList(),
        other);
  }

  private static JsonObject entry(ListedEntry entry) {
    return logged(entry.logged())
        .toJson()
        .with(new ListPlaceDocument(entry.listIndex(), entry.place().path()).toJson());
  }

  private static LoggedOpeningDocument logged(LoggedOpening logged) {
    return new LoggedOpeningDocument(
        logged.index(), logged.opening().toJson(), logged.inclusion().path());
  }
}
