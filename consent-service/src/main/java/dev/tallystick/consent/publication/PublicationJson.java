package dev.tallystick.consent.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a party publishes. */
@RegisterForReflection // inside a Response, which tells nobody its type
record PublicationJson(
    String party,
    String name,
    String role,
    List<CategoryJson> categories,
    FormatJson format,
    ObjectionJson objection,
    List<PartnerJson> sources,
    List<PartnerJson> recipients,
    long asOfSize) {

  /** A category that it collects, with its tiers in the rule pack. */
  @RegisterForReflection
  record CategoryJson(String category, List<String> tiers) {}

  /** In which form: where data-vault gives the schema of each category. */
  @RegisterForReflection
  record FormatJson(String mediaType, String schemas) {}

  /** Where a person objects: at whom, by which operation of data-vault, and where to complain. */
  @RegisterForReflection
  record ObjectionJson(String contact, String operation, Map<String, String> complaints) {}

  /**
   * Another party that it gets data from, or gives data to.
   *
   * @param agreement the kind of agreement in force between them
   * @param releases how often, in tens; left out below ten
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record PartnerJson(
      String party,
      String name,
      String role,
      @Nullable String agreement,
      List<String> categories,
      List<String> purposes,
      @Nullable Long releases) {}
}
