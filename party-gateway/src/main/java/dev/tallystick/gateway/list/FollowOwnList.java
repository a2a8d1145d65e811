package dev.tallystick.gateway.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.usage.InvalidUsageException;
import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.gateway.document.ToldEvent;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.trust.LogTrust;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Follows the list of the party's entries: each answer is checked offline, has to extend the one
 * before, and leaves out no place. Pages come newest first, so nothing is taken before the walk has
 * met what was known; an answer that does not hold ends the walk and is told.
 */
@Singleton
class FollowOwnList implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(FollowOwnList.class);
  private static final String PAGE = "?limit=200";

  /** Is enough to see whether the list has grown. */
  private static final String GLANCE = "?limit=1";

  private final OwnList list;
  private final SuiteClient suite;
  private final LogTrust trust;
  private final GatewaySettings settings;

  FollowOwnList(OwnList list, SuiteClient suite, LogTrust trust, GatewaySettings settings) {
    this.list = list;
    this.suite = suite;
    this.trust = trust;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    try {
      walk();
    } catch (UnprovedListException e) {
      LOG.errorf("The party's list is not proved: %s", e.getMessage());
      list.note(String.valueOf(e.getMessage()));
    } catch (SuiteAwayException e) {
      LOG.debugf("The party's list is read later: %s", e.getMessage());
    } catch (RefusedException e) {
      LOG.warnf("The party's list was refused: %s", e.code());
    }
    while (list.takeSome()) {
      // The next ones.
    }
  }

  private void walk() throws UnprovedListException, SuiteAwayException, RefusedException {
    Optional<UsagePage> last = lastPage();
    long known = last.map(page -> page.answer().own().count()).orElse(0L);
    UsagePage first =
        fetch(
            last.map(page -> GLANCE + "&previous=" + encoded(page.answer().saved())).orElse(PAGE));
    UsageVerdict verdict = check(first, last);
    long covered = verdict.coveredSize();
    UsagePage page = first;
    long next = first.answer().own().count();
    if (next > known) {
      list.forgetUnproved(known);
    }
    next = keep(page, next, known);
    while (next > known) {
      String cursor =
          page.answer()
              .next()
              .orElseThrow(() -> new UnprovedListException("places are left out at the end"));
      UsagePage following = fetch(PAGE + "&cursor=" + encoded(cursor));
      check(following, Optional.of(page));
      page = following;
      next = keep(page, next, known);
    }
    list.advance(first, withoutEntries(first.answer()).toJson(), covered);
  }

  private Optional<UsagePage> lastPage() throws UnprovedListException {
    Optional<byte[]> kept = list.lastPage();
    return kept.isEmpty() ? Optional.empty() : Optional.of(read(kept.get()));
  }

  private UsagePage fetch(String query)
      throws UnprovedListException, SuiteAwayException, RefusedException {
    String path = "/v1/parties/" + settings.party() + "/usage" + query;
    UsagePage page =
        read(suite.ask((party, api, endpoints) -> api.getBytes(endpoints.audit(path))));
    try {
      Policy.Acceptance accepted = trust.policy().check(page.answer().checkpoint());
      if (accepted.signers().isEmpty()) {
        throw new UnprovedListException("the log has not signed the checkpoint");
      }
    } catch (TlogException e) {
      throw new UnprovedListException("the checkpoint is not the log's: " + e.getMessage());
    }
    return page;
  }

  private static UsagePage read(byte[] json) throws UnprovedListException {
    try {
      UsageAnswer answer = UsageAnswer.parse(json);
      SignedNote note = answer.checkpoint();
      return new UsagePage(answer, Checkpoint.parse(note.text()));
    } catch (InvalidUsageException | TlogException e) {
      throw new UnprovedListException(String.valueOf(e.getMessage()));
    }
  }

  private UsageVerdict check(UsagePage page, Optional<UsagePage> before)
      throws UnprovedListException {
    UsageVerdict verdict =
        UsageCheck.check(List.of(page), before, Optional.of(UsageOwner.ofParty(settings.party())));
    if (!verdict.holds()) {
      throw new UnprovedListException(verdict.findings().get(0).toString());
    }
    return verdict;
  }

  /** Keeps what a page shows beyond what is known; tells which place comes after it. */
  private long keep(UsagePage page, long next, long known) throws UnprovedListException {
    List<ListedEntryEntity> rows = new ArrayList<>();
    long expected = next;
    for (ListedEntry entry : page.answer().own().entries()) {
      // The list may have grown since the first page: those places are for the next walk.
      if (entry.listIndex() >= next) {
        continue;
      }
      if (entry.listIndex() != expected - 1) {
        throw new UnprovedListException("places are left out before " + entry.listIndex());
      }
      expected--;
      if (entry.listIndex() >= known) {
        rows.add(row(entry));
      }
    }
    if (expected == next && next > known) {
      throw new UnprovedListException("a page shows nothing");
    }
    list.keep(rows);
    return expected;
  }

  private static ListedEntryEntity row(ListedEntry entry) {
    LoggedOpening logged = entry.logged();
    Optional<JsonObject> body = logged.opening().body().value();
    ListedEntryEntity row = new ListedEntryEntity();
    row.listIndex = entry.listIndex();
    row.logIndex = logged.index();
    row.type = shortName(logged.opening().stub().value().flatMap(stub -> stub.findString("type")));
    row.event = body.map(ToldEvent.Partial::new).flatMap(ToldEvent.Partial::id).orElse(null);
    row.recordedAt = Instant.ofEpochMilli(logged.opening().recordedMillis());
    row.body = body.map(CanonicalJson::text).orElse(null);
    return row;
  }

  private static String shortName(Optional<String> type) {
    return type.orElse("").replaceFirst("^dev\\.tallystick\\.", "").replaceFirst("\\.v[0-9]+$", "");
  }

  private static UsageAnswer withoutEntries(UsageAnswer answer) {
    UsageList own = answer.own();
    return new UsageAnswer(
        new UsageList(own.label(), own.proof(), List.of(), Optional.empty()),
        List.of(),
        Optional.empty(),
        answer.indexRoot(),
        answer.checkpoint(),
        Optional.empty(),
        answer.policyHash(),
        answer.saved(),
        Optional.empty());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** An answer that does not prove the list. */
  private static final class UnprovedListException extends Exception {
    private static final long serialVersionUID = 1L;

    UnprovedListException(String message) {
      super(message);
    }
  }
}
