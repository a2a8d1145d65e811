package dev.tallystick.tally.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Claims;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * An invented platform, bureau and bank, and two people, from registration to a sale: every entry
 * as the services would append it, with every signature. Always the same.
 */
public final class Market {
  public static final String PLATFORM = "mall-east";
  public static final String BUREAU = "bureau-north";
  public static final String BANK = "bank-riverside";

  /** Whose data is sold. */
  public static final String PERSON = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";

  /** Who has given a consent, and nothing else. */
  public static final String NEIGHBOUR = "sub_bojcqiww4ssd4wydrutfbacqpm";

  /** Of whom the log knows nothing. */
  public static final String STRANGER = "sub_mfrggzdfmztwq2lknnwg23tpoa";

  public static final String CONSENT_SERVICE = "consent-service";
  static final String PROVIDE = "con_019c1190-5e80-771c-8ffb-2d5d001ab037";
  public static final String QUERY = "con_019c11bd-1941-7f9b-844d-62360986f33a";

  private final MarketLog log = new MarketLog();
  private final Map<String, SigningKey> keys = new HashMap<>();
  private final Sale sale = new Sale(this, PERSON, PROVIDE, QUERY);
  private int claims;

  private Market() {}

  /** The market until the sale is acknowledged and all of it is indexed. */
  public static Market afterASale() {
    Market market = new Market();
    market.open();
    market.sale.release1();
    market.sale.acknowledge(BUREAU);
    market.sale.release2();
    market.log.appendIndexRoot();
    market.sale.acknowledge(BANK);
    market.log.appendIndexRoot();
    return market;
  }

  /** The market as above, some time later: the person has withdrawn the consent. */
  public static Market afterAWithdrawal() {
    Market market = afterASale();
    market.withdraw();
    market.log.appendIndexRoot();
    return market;
  }

  /** A market with more entries than the one above, whose history is another from the sale on. */
  public static Market withAnotherHistory() {
    Market market = new Market();
    market.open();
    market.sale.release1();
    market.sale.release2();
    market.log.appendIndexRoot();
    market.sale.acknowledge(BUREAU);
    market.sale.acknowledge(BANK);
    market.withdraw();
    market.log.appendIndexRoot();
    market.log.appendIndexRoot();
    return market;
  }

  /** The answer about a person with a hundred entries, in a log of some thousand. */
  public static UsageAnswer hundredEntries() {
    Market market = new Market();
    market.open();
    for (int i = 0; i < 1000; i++) {
      String consent = TypedId.draw("con", market.log.nextMillis(), new Random(i));
      String subject = i % 10 == 0 && i < 980 ? PERSON : NEIGHBOUR;
      market.consent(subject, consent, "QUERY", BUREAU, BANK, "LOAN_APPROVAL");
    }
    market.log.appendIndexRoot();
    return new MarketUsage(market.log).ofSubject(PERSON);
  }

  /** A market with so many sales, each about another person, indexed every hundred sales. */
  public static Market ofSales(int sales) {
    Market market = new Market();
    market.open();
    Random random = new Random(3);
    for (int i = 1; i <= sales; i++) {
      String person = token(random);
      String provide = TypedId.draw("con", market.log.nextMillis(), random);
      String query = TypedId.draw("con", market.log.nextMillis(), random);
      market.consent(person, provide, "PROVIDE", PLATFORM, BUREAU, "CREDIT_REPORTING_SUPPLY");
      market.consent(person, query, "QUERY", BUREAU, BANK, "LOAN_APPROVAL");
      Sale sale = new Sale(market, person, provide, query);
      sale.release1();
      sale.acknowledge(BUREAU);
      sale.release2();
      sale.acknowledge(BANK);
      if (i % 100 == 0 || i == sales) {
        market.log.appendIndexRoot();
      }
    }
    return market;
  }

  private static String token(Random random) {
    StringBuilder token = new StringBuilder("sub_");
    for (int i = 0; i < 25; i++) {
      token.append("abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
    }
    return token.append('a').toString();
  }

  public MarketLog log() {
    return log;
  }

  public Sale sale() {
    return sale;
  }

  private void open() {
    key(CONSENT_SERVICE);
    for (String party : List.of(PLATFORM, BUREAU, BANK)) {
      register(party);
      key(party);
    }
    agree();
    log.append("product.registered", Optional.empty(), Example.of("product.registered").json());
    log.append("tariff.published", Optional.empty(), Example.of("tariff.published").json());
    log.appendIndexRoot();
    consent(PERSON, PROVIDE, "PROVIDE", PLATFORM, BUREAU, "CREDIT_REPORTING_SUPPLY");
    consent(PERSON, QUERY, "QUERY", BUREAU, BANK, "LOAN_APPROVAL");
    String other = "con_019c11bd-1941-7f9b-844d-62360986f33b";
    consent(NEIGHBOUR, other, "PROVIDE", PLATFORM, BUREAU, "CREDIT_REPORTING_SUPPLY");
  }

  private void register(String party) {
    log.append(
        "party.registered",
        Optional.empty(),
        Example.of("party.registered").with("party", party).json(),
        party(party));
  }

  /** Lets a party sign with a key that the log does not know. */
  public void signWithAnotherKey(String party) {
    keys.put(party, key("another key of ", party));
  }

  private static SigningKey key(String which, String party) {
    return SigningKey.fromSeed(Hash.sha256((which + party).getBytes(UTF_8)).toByteArray());
  }

  /** Appends the revocation of the key that a party signs with. */
  public void revokeKey(String party) {
    log.append(
        "party.key.revoked",
        Optional.empty(),
        Example.of("party.key.revoked")
            .with("party", party)
            .with("thumbprint", keyOf(party).verificationKey().keyId())
            .json());
  }

  /** Appends a code that the regulator issues for a party. */
  public EventId issueCode(String party) {
    EventId id = log.drawId();
    log.append(
        id,
        "party.enrolment.issued",
        Optional.empty(),
        Example.of("party.enrolment.issued").with("party", party).json(),
        Optional.empty(),
        List.of(party(party)),
        List.of());
    return id;
  }

  /** Appends another signing key of a party, with what has let it in. */
  public void anotherKey(String party, String member, String letsIn) {
    SigningKey key = key("later key of ", party);
    log.append(
        "party.key.registered",
        Optional.empty(),
        Example.of("party.key.registered")
            .with("party", party)
            .with("thumbprint", key.verificationKey().keyId())
            .with("jwk", json(key.verificationKey().toJwk()))
            .with(member, letsIn)
            .json(),
        party(party));
  }

  /** What approves of that key: signed by the key that the party signs with now. */
  public String approval(String party) {
    String thumbprint = key("later key of ", party).verificationKey().keyId();
    return new KeyProof(claims(party, CONSENT_SERVICE, 60), party, KeyProof.SIGN, thumbprint)
        .sign(keyOf(party));
  }

  private void key(String party) {
    SigningKey key = key("key of ", party);
    keys.put(party, key);
    log.append(
        "party.key.registered",
        Optional.empty(),
        Example.of("party.key.registered")
            .with("party", party)
            .with("thumbprint", key.verificationKey().keyId())
            .with("jwk", json(key.verificationKey().toJwk()))
            .json(),
        party(party));
  }

  private void agree() {
    Example agreement = Example.of("agreement.filed");
    JsonObject data = agreement.json();
    List<JsonObject> signatures =
        List.of(BUREAU, PLATFORM).stream()
            .map(
                party ->
                    JsonObject.builder()
                        .put("party", party)
                        .put("jws", signature(party, data))
                        .build())
            .toList();
    log.append(
        "agreement.filed",
        Optional.empty(),
        agreement.with("signatures", JsonArray.of(signatures)).json(),
        party(PLATFORM),
        party(BUREAU));
  }

  private String signature(String party, JsonObject data) {
    return new AgreementSignature(
            claims(party, CONSENT_SERVICE, 60),
            data.getString("agreement"),
            Hash.fromHex(data.getString("textHash")),
            data.getString("provider"),
            data.getString("receiver"))
        .sign(keyOf(party));
  }

  /** Appends a deposit of a platform. */
  public EventId deposit(String platform) {
    EventId id = log.drawId();
    log.append(
        id,
        "records.deposited",
        Optional.empty(),
        Example.of("records.deposited").with("provider", platform).json(),
        Optional.empty(),
        List.of(),
        List.of());
    return id;
  }

  private void consent(
      String subject, String id, String kind, String discloser, String recipient, String purpose) {
    log.append(
        "consent.given",
        Optional.of(subject),
        Example.of("consent.given")
            .with("consent", id)
            .with("kind", kind)
            .with("discloser", discloser)
            .with("recipient", recipient)
            .with("purpose", purpose)
            .json(),
        "consent/" + id,
        party(discloser),
        party(recipient));
  }

  /** Appends the withdrawal of the consent that sales rest on. */
  public void withdraw() {
    log.append(
        "consent.withdrawn",
        Optional.of(PERSON),
        Example.of("consent.withdrawn").with("consent", QUERY).json());
  }

  /** The guard of a party. */
  static String party(String party) {
    return "party/" + EventLabels.ofParty(party);
  }

  SigningKey keyOf(String party) {
    SigningKey key = keys.get(party);
    if (key == null) {
      throw new AssertionError("no key of " + party);
    }
    return key;
  }

  /** Claims of the time at which the next entry is recorded. */
  Claims claims(String issuer, String audience, long seconds) {
    long now = log.nextMillis() / 1000;
    OptionalLong until = seconds == 0 ? OptionalLong.empty() : OptionalLong.of(now + seconds);
    return new Claims(issuer, audience, now, until, "claims-" + ++claims);
  }

  /** Appends the acknowledgement of a release by the recipient that the data name. */
  public void acknowledge(String subject, EventId release, long index, JsonObject data) {
    Hash payload = Hash.fromHex(data.getString("payloadDigest"));
    String to = data.getString("to");
    SeenCheckpoint seen = new SeenCheckpoint(log.size(), log.root());
    String jws =
        new Acknowledgement(
                claims(to, "audit-service", 60),
                release.toString(),
                index,
                log.entry(index),
                payload,
                seen,
                log.nextMillis())
            .sign(keyOf(to));
    log.append(
        "data.received",
        Optional.of(subject),
        Example.of("data.received")
            .with("release", release.toString())
            .with("releaseIndex", index)
            .with("releaseEntry", log.entry(index).hex())
            .with("from", data.getString("from"))
            .with("to", to)
            .with("payloadDigest", payload.hex())
            .with("checkpointSize", seen.size())
            .with("checkpointRoot", seen.root().hex())
            .with("receivedAt", Timestamps.format(log.nextMillis()))
            .with("receiverSignature", jws)
            .json());
  }

  static JsonObject json(String text) {
    try {
      return (JsonObject) CanonicalJson.parse(text.getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }
}
