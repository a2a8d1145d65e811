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
import org.jspecify.annotations.Nullable;

/** A plan: what a bureau will collect, or which platforms a lender works with. */
record PlanRequestJson(
    @Pattern(regexp = "pla_" + FieldForms.UUID7) @Nullable String plan,
    @NotNull @Pattern(regexp = "COLLECTION|PARTNERS") String kind,
    @Size(min = 1, max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.CODE) String> categories,
    @Size(min = 1, max = 64) @Nullable List<@NotNull @Size(min = 1, max = 120) String> sources,
    @Size(min = 1, max = 500) @Nullable String method,
    @Size(max = 256) @Nullable List<@NotNull @Pattern(regexp = FieldForms.PARTY) String> partners,
    @NotNull Instant effectiveFrom,
    @Pattern(regexp = FieldForms.REF) @Nullable String filingNo) {

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
