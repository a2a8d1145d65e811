package dev.tallystick.consent.decision;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.document.AskedDecision;
import dev.tallystick.rules.document.AskedParent;
import dev.tallystick.rules.document.ClaimedObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A question with the party's signed request in it. */
record DecisionRequestJson(
    @NotNull @Pattern(regexp = "DEPOSIT|ONWARD|RELEASE|RELEASE_1|RELEASE_2") String step,
    @NotNull Boolean dryRun,
    @NotNull @Size(max = FieldForms.JWS_LENGTH) @Pattern(regexp = FieldForms.JWS) String request,
    @NotNull @Pattern(
            regexp =
                "release-request\\+jws|inquiry\\+jws|standing-inquiry\\+jws|deposit\\+jws|handover\\+jws")
        String requestType,
    @Nullable String subject,
    @NotNull String caller,
    @NotNull String from,
    @Nullable String to,
    @Nullable String purpose,
    @Nullable String endPurpose,
    @Nullable PurposeObjectJson purposeObject,
    @Nullable String endUser,
    @Nullable String inquiry,
    @Nullable String product,
    @Size(max = 256) @Nullable List<@NotNull String> categories,
    @Size(max = 256) @Nullable List<@NotNull @Valid ParentJson> parents,
    @Valid @Nullable FeeJson fee,
    @Nullable String consent,
    @Nullable String label,
    @Nullable String agreement,
    @Size(max = 256) @Nullable List<@NotNull String> recordCategories) {

  /** What a purpose is about. */
  record PurposeObjectJson(@NotNull String kind, @NotNull String ref) {}

  /** A release, by its event. */
  record ParentJson(@NotNull String event, @Nullable String from) {
    private AskedParent toAsked() {
      return new AskedParent(event, Optional.ofNullable(from));
    }
  }

  /** The members but the signed statement, as the rules read them. */
  JsonObject toObject() {
    return AskedDecision.builder()
        .step(step)
        .dryRun(dryRun)
        .subject(Optional.ofNullable(subject))
        .caller(caller)
        .from(from)
        .to(Optional.ofNullable(to))
        .purpose(Optional.ofNullable(purpose))
        .endPurpose(Optional.ofNullable(endPurpose))
        .purposeObject(
            Optional.ofNullable(purposeObject)
                .map(object -> new ClaimedObject(object.kind(), object.ref()).toJson()))
        .endUser(Optional.ofNullable(endUser))
        .inquiry(Optional.ofNullable(inquiry))
        .product(Optional.ofNullable(product))
        .categories(set(categories))
        .parents(parents == null ? List.of() : parents.stream().map(ParentJson::toAsked).toList())
        .fee(Optional.ofNullable(fee).map(price -> price.toClaim().toJson()))
        .consent(Optional.ofNullable(consent))
        .label(Optional.ofNullable(label))
        .agreement(Optional.ofNullable(agreement))
        .recordCategories(set(recordCategories))
        .build()
        .toJson();
  }

  private static List<String> set(@Nullable List<String> values) {
    return values == null ? List.of() : List.copyOf(new TreeSet<>(values));
  }
}
