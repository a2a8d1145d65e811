package dev.tallystick.bureau.market;

import dev.tallystick.bureau.market.ScriptedConsent.Turn;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.TemporaryKeys;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.PartyPublicKeys;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.tlog.NoteVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All that surrounds the service under test, and what a test may ask of it. */
public final class Market implements AutoCloseable {
  private final TemporaryKeys keys = TemporaryKeys.create();
  private final ServedLog log = ServedLog.start(7, new MovableClock());
  private final ScriptedConsent consent = new ScriptedConsent(log);
  private final ScriptedVault vault = new ScriptedVault(log, consent);
  private final ScriptedAudit audit = new ScriptedAudit(log, consent::keysOf);

  /** Where the service finds the others. */
  public Map<String, String> settings() {
    return Map.of(
        "tallystick.audit.url", audit.url(),
        "tallystick.consent.url", consent.url(),
        "tallystick.vault.url", vault.url(),
        "tallystick.upkeep.every", "0.1S",
        "tallystick.feeds.webhooks-on-loopback", "true",
        "tallystick.client.key-file", keys.clientKey().toString());
  }

  /** Begins a test: no scripts, no records, no questions; the log and the parties stay. */
  public void reset() {
    log.faults().goAway(false);
    log.faults().loseAnswers(0);
    consent.reset();
    vault.reset();
    audit.refuseAcknowledgements(0);
  }

  /** The log. */
  public ServedLog log() {
    return log;
  }

  /** The log's key. */
  public NoteVerifier logKey() {
    try {
      return NoteVerifier.parse(log.vkey());
    } catch (dev.tallystick.tlog.MalformedNoteKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Registers a party with both keys. */
  public void register(String id, String role, PartyKeys keys) {
    PartyPublicKeys shown = keys.publicKeys();
    consent.register(
        id, role, List.of(shown.verificationKey()), Optional.of(shown.encryptionKey()));
  }

  /** Registers a bureau with the keys that the service has drawn for it. */
  public void registerBureau(String id, JsonObject drawn) throws MalformedKeyException {
    EncryptionKey encryption = PublicJwk.encryptionKey(drawn.getObject("encryption"));
    consent.register(
        id,
        "BUREAU",
        List.of(PublicJwk.verificationKey(drawn.getObject("signing"))),
        Optional.of(encryption));
  }

  /** The registered signing keys of a party. */
  public VerificationKeys keysOf(String id) {
    return consent.keysOf(id);
  }

  /** Deposits a record about everyone at a platform. */
  public void deposit(String platform, String category, JsonObject fields) {
    vault.deposit(platform, category, fields);
  }

  /** Deposits a record that another source contradicts. */
  public void depositContradicted(String platform, String category, JsonObject fields) {
    vault.depositContradicted(platform, category, fields);
  }

  /** The person says something about every record of a platform. */
  public void state(String platform, String words) {
    vault.state(platform, words);
  }

  /** What a platform had is erased. */
  public void erase(String platform) {
    vault.erase(platform);
  }

  /** A platform does not release. */
  public void omit(JsonObject omission) {
    vault.omit(omission);
  }

  /** Permits leave this category out. */
  public void withhold(String category) {
    consent.withhold(category);
  }

  /** The pack lets every report of a person about themselves be free that is given online. */
  public void freeOnline() {
    consent.freeOnline(true);
  }

  /** The pack asks for this share of the partner of a joint loan, in basis points. */
  public void leastPartnerShare(long basisPoints) {
    consent.leastPartnerShare(basisPoints);
  }

  /** The pack says how often lenders may ask. */
  public void queryLimits(JsonObject limits) {
    consent.queryLimits(limits);
  }

  /** The pack asks for no consent, and permits rest on none. */
  public void openByLaw() {
    consent.openByLaw();
  }

  /** Fees are of this line of a published tariff. */
  public void tariff(String published, String line) {
    consent.tariff(published, line);
  }

  /** The next decision is a denial. */
  public void denyNext(String code, String ruleId) {
    consent.next(new Turn.Deny(code, ruleId));
  }

  /** The next decision is refused with a problem. */
  public void refuseNextDecision(int status, String code) {
    consent.next(new Turn.Refuse(status, code));
  }

  /** The next decision is a permit. */
  public void permitNext() {
    consent.next(new Turn.SalePermit(question -> {}));
  }

  /** The next decision is a permit, and this happens before it is answered. */
  public void permitNextAfter(Consumer<JsonObject> first) {
    consent.next(new Turn.SalePermit(first));
  }

  /** What the service asked to be decided since the last reset. */
  public List<JsonObject> questions() {
    return consent.questions();
  }

  /** The guard of a charge, as the decision names it. */
  public String chargeKey(JsonObject question) {
    return ScriptedConsent.chargeKey(question);
  }

  /** consent-service is gone, or back. */
  public void consentAway(boolean away) {
    consent.goAway(away);
  }

  /** The answers to stop notices that consent-service has taken, one for each notice. */
  public List<StopAnswer> stopAnswers() {
    return consent.stopAnswers();
  }

  /** The next answers to stop notices are refused, and those after them taken but not confirmed. */
  public void troubleStopAnswers(int refused, int lost) {
    consent.troubleStopAnswers(refused, lost);
  }

  /** The vault's next answers get lost after the releases were made. */
  public void loseReleases(int count) {
    vault.loseAnswers(count);
  }

  /** What is done to each release before it is handed over. */
  public void tamperReleases(UnaryOperator<JsonObject> with) {
    vault.tamper(with);
  }

  /** The vault refuses. */
  public void refuseReleases(int status, String code, JsonObject more) {
    vault.refuse(status, code, more);
  }

  /** The Idempotency-Keys that the vault has seen since the last reset. */
  public List<String> releaseKeys() {
    return vault.keys();
  }

  /** What the bureau has asked the vault for since the last reset. */
  public List<ReleaseRequest> releaseRequests() {
    return vault.requests();
  }

  /** The acknowledgements that audit-service has taken. */
  public List<Acknowledgement> acknowledged() {
    return audit.acknowledged();
  }

  /** The next acknowledgements do not arrive. */
  public void refuseAcknowledgements(int count) {
    audit.refuseAcknowledgements(count);
  }

  @Override
  public void close() {
    audit.close();
    vault.close();
    consent.close();
    log.close();
  }
}
