package dev.tallystick.consent.filing;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.type.PlanFiled;
import dev.tallystick.events.type.PlanId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan: what a bureau will collect, or which platforms a lender works with. */
@Schema(name = "PlanRequest")
record PlanRequestJson(
    @Schema(description = "That of an earlier plan files its next version; drawn if absent.")
        @Pattern(regexp = "pla_" + FieldForms.UUID7) @Nullable String plan,
    @Schema(description = "COLLECTION is a bureau's, PARTNERS a lender's.")
        @NotNull @Pattern(regexp = "COLLECTION|PARTNERS") String kind,
    @Schema(description = "Of COLLECTION.") @Size(min = 1, max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @Schema(description = "Of COLLECTION: where from.") @Size(min = 1, max = 64) @Nullable List<@NotNull @Size(min = 1, max = 120) String> sources,
    @Schema(description = "Of COLLECTION: how.") @Size(min = 1, max = 500) @Nullable String method,
    @Schema(description = "Of PARTNERS; absent, there are none.") @Size(max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> partners,
    @Schema(description = "The plan counts whole from here, in place of the one before.") @NotNull Instant effectiveFrom,
    @Schema(description = "Where it is filed.") @Pattern(regexp = FieldForms.REF) @Nullable String filingNo) {

  PlanFiled toData(String id, long version, String party) {
    return PlanFiled.builder()
        .plan(new PlanId(id))
        .version(version)
        .kind(PlanFiled.Kind.of(kind))
        .party(party)
        .categories(set(categories))
        .sources(set(sources))
        .method(Optional.ofNullable(method))
        .partners(set(partners))
        .effectiveFrom(effectiveFrom)
        .filingNo(Optional.ofNullable(filingNo))
        .build();
  }

  private static Set<String> set(@Nullable List<String> values) {
    return values == null ? Set.of() : new TreeSet<>(values);
  }
}
