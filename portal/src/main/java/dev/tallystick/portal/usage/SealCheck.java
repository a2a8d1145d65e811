package dev.tallystick.portal.usage;

import dev.tallystick.events.usage.InvalidUsageException;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.portal.usage.Seal.State;
import dev.tallystick.portal.words.Words;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.UnverifiedNoteException;
import dev.tallystick.web.ReaderText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Checks the reader's list as {@code tally verify} does, so that the page can say that nothing is
 * missing. The reader need not believe the portal: the same check runs in the browser.
 */
final class SealCheck {
  private static final Logger LOG = Logger.getLogger(SealCheck.class);

  private final ReaderText text;
  private final Optional<Policy> policy;

  SealCheck(ReaderText text, Optional<Policy> policy) {
    this.text = text;
    this.policy = policy;
  }

  /**
   * Checks a page of the whole list.
   *
   * @param subject whose list it must be
   */
  Seal check(byte[] answer, Optional<String> subject) {
    if (policy.isEmpty() || subject.isEmpty()) {
      return Seal.NONE;
    }
    try {
      UsageAnswer page = UsageAnswer.parse(answer);
      Policy.Acceptance accepted = policy.get().check(page.checkpoint());
      if (accepted.signers().isEmpty()) {
        return broken("no trusted key has signed the checkpoint");
      }
      UsageVerdict verdict =
          UsageCheck.check(
              List.of(new UsagePage(page, accepted.checkpoint())),
              Optional.empty(),
              Optional.of(UsageOwner.ofSubject(subject.get())));
      if (!verdict.holds()) {
        return broken(verdict.findings().get(0).toString());
      }
      return new Seal(
          verdict.isComplete() ? State.COMPLETE : State.NEWEST,
          text.moment(Instant.ofEpochMilli(page.indexRoot().opening().recordedMillis())),
          witnesses(policy.get(), accepted),
          verdict.shown(),
          verdict.count());
    } catch (InvalidUsageException | UnverifiedNoteException | MalformedCheckpointException e) {
      return broken(String.valueOf(e.getMessage()));
    }
  }

  /** What is said of the finding holds nothing of what an entry says. */
  private static Seal broken(String why) {
    LOG.errorf("A list of uses does not hold: %s", why);
    return new Seal(State.BROKEN, "", "", 0, 0);
  }

  private String witnesses(Policy trusted, Policy.Acceptance accepted) {
    return Words.of(text.locale())
        .list(
            accepted.cosignatures().stream()
                .map(Cosignature::key)
                .map(trusted::witnessName)
                .distinct()
                .toList());
  }
}
