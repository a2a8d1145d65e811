package dev.tallystick.consent.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.Ownership;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consent request in the shape of an authorization details object (RFC 9396 §2): what a portal
 * needs to show it, the text of the notice included, so that nothing has to be looked up elsewhere.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection // inside a Response, which tells nobody its type
record ConsentAskJson(
    String type,
    String identifier,
    List<String> actions,
    @Nullable List<String> locations,
    List<String> datatypes,
    String recipient,
    @JsonProperty("recipient_name") @Nullable String recipientName,
    @JsonProperty("requested_by") String requestedBy,
    String purpose,
    String method,
    String retention,
    @JsonProperty("valid_until") String validUntil,
    @JsonProperty("use_limit") @Nullable Long useLimit,
    @Nullable String necessity,
    @Nullable String impact,
    @Nullable String country,
    String notice,
    @JsonProperty("notice_text") String noticeText,
    @JsonProperty("notice_language") String noticeLanguage,
    List<OwnerJson> conflicts) {
  static final String TYPE = "urn:tallystick:consent:v1";

  /** An owner, with its share through others included. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record OwnerJson(
      String holder, @JsonProperty("holder_name") @Nullable String holderName, long basisPoints) {}

  static ConsentAskJson of(
      ConsentAsk ask,
      ConsentNotice notice,
      @Nullable String recipientName,
      List<OwnerJson> conflicts) {
    return new ConsentAskJson(
        TYPE,
        ask.id(),
        List.of(ask.sides().kind()),
        ask.sides().discloser().map(List::of).orElse(List.of()),
        ask.categories(),
        ask.sides().recipient(),
        recipientName,
        ask.by(),
        ask.purpose(),
        ask.terms().method(),
        ask.terms().retention(),
        Timestamps.format(ask.terms().validUntil().toEpochMilli()),
        ask.terms().useLimit().orElse(null),
        ask.told().necessity().orElse(null),
        ask.told().impact().orElse(null),
        ask.told().country().orElse(null),
        ask.notice(),
        notice.text(),
        notice.language(),
        conflicts);
  }

  static OwnerJson owner(Ownership.Stake stake, @Nullable String name) {
    return new OwnerJson(stake.holder(), name, stake.basisPoints());
  }
}
