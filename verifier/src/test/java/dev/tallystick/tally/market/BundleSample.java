package dev.tallystick.tally.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.PublishedState;
import dev.tallystick.evidence.UnprovableException;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.tally.SampleKeys;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.log.LogFiles;
import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A market with a deposit, both releases of a sale, and what bundles about it are made of. */
public final class BundleSample {
  /** When the witness has cosigned. */
  private static final long COSIGNED = 1_772_420_000;

  private final Market market;
  private final SampleLog published;

  private BundleSample(Market market) {
    this.market = market;
    this.published = market.log().published();
    SignedNote note =
        published
            .note()
            .withSignatures(
                List.of(SampleKeys.witness("harbour", 7).cosign(published.checkpoint(), COSIGNED)));
    published.files().put("checkpoint", note.toByteArray());
    published.files().put("policy", policy().getBytes(UTF_8));
  }

  /** The market, one entry more than it at a time by this many deposits. */
  public static BundleSample withMore(int deposits) {
    Market market = Market.afterASale();
    EventId deposit = market.deposit(Market.PLATFORM);
    market.sale().release1From(deposit);
    market.sale().acknowledge(Market.BUREAU);
    market.sale().release2();
    market.sale().acknowledge(Market.BANK);
    market.log().appendIndexRoot();
    for (int i = 0; i < deposits; i++) {
      market.deposit(Market.PLATFORM);
    }
    return new BundleSample(market);
  }

  /** The log's policy, with one witness. */
  public static String policy() {
    return "log %s\nwitness harbour %s\nquorum harbour\n"
        .formatted(SampleLog.VKEY, SampleKeys.witness("harbour", 7).verifierKey());
  }

  public Market market() {
    return market;
  }

  /** The public files, the policy among them; a test may change them. */
  public Map<String, byte[]> files() {
    return published.files();
  }

  /** The id of the sold report's entry. */
  public String report() {
    return market.sale().to(Market.BANK).id().toString();
  }

  /** What audit-service would answer about the report. */
  public JsonObject lineage() {
    return new MarketLineage(market.log()).ofRelease(market.sale().to(Market.BANK).index());
  }

  /** The bundle about the report. */
  public EvidenceBundle bundle() {
    return bundle(EvidenceQuestion.find(report(), false).orElseThrow(), lineage());
  }

  /** The bundle about a consent that the sale rests on. */
  public EvidenceBundle ofConsent() {
    return bundle(
        EvidenceQuestion.find(Market.QUERY, false).orElseThrow(),
        new MarketLineage(market.log()).ofConsent(Market.QUERY));
  }

  /** A bundle about whatever a service says. */
  public EvidenceBundle bundle(EvidenceQuestion question, JsonObject lineage) {
    try {
      return make(question, lineage);
    } catch (UnprovableException e) {
      throw new AssertionError(e);
    }
  }

  /** As above, if that can be proved. */
  public EvidenceBundle make(EvidenceQuestion question, JsonObject lineage)
      throws UnprovableException {
    return make(question, lineage, opening -> opening, state(List.of(), policy()));
  }

  /**
   * As above, of openings and a published state that somebody has laid hands on; see {@link
   * #state}.
   */
  public EvidenceBundle make(
      EvidenceQuestion question,
      JsonObject lineage,
      UnaryOperator<Opening> bent,
      PublishedState state)
      throws UnprovableException {
    try {
      LineageAnswer answer = LineageAnswer.of(lineage);
      Map<Long, Opening> openings = new HashMap<>();
      answer
          .indexes()
          .forEach(index -> openings.put(index, bent.apply(market.log().opening(index))));
      return EvidenceBundle.make(question, answer, openings, state);
    } catch (MalformedLineageException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is published, with signatures of these besides and this policy. */
  public PublishedState state(List<Cosigner> more, String policy) {
    try {
      SignedNote note = SignedNote.parse(published.file("checkpoint"));
      List<NoteSignature> signatures =
          more.stream().map(cosigner -> cosigner.cosign(published.checkpoint(), COSIGNED)).toList();
      return new PublishedState(
          note.withSignatures(signatures),
          policy,
          new LogTiles(files(published), published.entries().size()));
    } catch (TlogException e) {
      throw new AssertionError(e);
    }
  }

  private static LogFiles files(SampleLog log) {
    return new LogFiles() {
      @Override
      public Optional<byte[]> find(String path, int most) {
        return Optional.ofNullable(log.files().get(path));
      }

      @Override
      public String locate(String path) {
        return path;
      }
    };
  }
}
