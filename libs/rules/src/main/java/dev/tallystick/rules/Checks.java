package dev.tallystick.rules;

import dev.tallystick.rules.pack.Check;
import java.util.EnumMap;
import java.util.Map;

/** Which code answers which question. */
final class Checks {
  private static final Map<Check, RuleCheck> ALL = all();

  private Checks() {}

  static RuleCheck of(Check check) {
    RuleCheck found = ALL.get(check);
    if (found == null) {
      throw new AssertionError(check);
    }
    return found;
  }

  private static Map<Check, RuleCheck> all() {
    Map<Check, RuleCheck> all = new EnumMap<>(Check.class);
    all.put(Check.PARTIES, PartyChecks::registered);
    all.put(Check.EDGE, PartyChecks::edge);
    all.put(Check.SUSPENSION, PartyChecks::suspension);
    all.put(Check.RECEIPTS, PartyChecks::receipts);
    all.put(Check.LICENCE, PartyChecks::licence);
    all.put(Check.SOURCE_LICENCE, PartyChecks::sourceLicence);
    all.put(Check.AGREEMENT, PartyChecks::agreement);
    all.put(Check.RECIPIENT_KEY, PartyChecks::recipientKey);
    all.put(Check.CONSENT, OwnConsentChecks::given);
    all.put(Check.CONSENT_PURPOSE, OwnConsentChecks::purpose);
    all.put(Check.CONSENT_STANDING, OwnConsentChecks::standing);
    all.put(Check.CONSENT_TERM, OwnConsentChecks::term);
    all.put(Check.CONSENT_LIMIT, OwnConsentChecks::limit);
    all.put(Check.FREEZE, PersonChecks::freeze);
    all.put(Check.ERASURE, PersonChecks::erasure);
    all.put(Check.PURPOSE, PurposeChecks::purpose);
    all.put(Check.PURPOSE_OBJECT, PurposeChecks::object);
    all.put(Check.PRODUCT, ProductChecks::product);
    all.put(Check.MINIMUM, ProductChecks::minimum);
    all.put(Check.PLAN, FilingChecks::plan);
    all.put(Check.ASSESSMENT, FilingChecks::assessment);
    all.put(Check.REVIEW, FilingChecks::review);
    all.put(Check.BORDER, BorderChecks::border);
    all.put(Check.FOREIGN_AUTHORITY, BorderChecks::authority);
    all.put(Check.CONFLICT, ConflictChecks::conflict);
    all.put(Check.PARENT_RETENTION, RetentionChecks::parents);
    all.put(Check.FEE, FeeChecks::fee);
    all.put(Check.PROHIBITED, CategoryChecks::prohibited);
    all.put(Check.CONSENT_SCOPE, CategoryChecks::consented);
    all.put(Check.TIER, CategoryChecks::tier);
    all.put(Check.CATEGORY_PURPOSE, CategoryChecks::purpose);
    all.put(Check.PARENTS, LineageChecks::parents);
    all.put(Check.PARENT_CONSENTS, LineageChecks::consents);
    all.put(Check.PARTNERS, LineageChecks::partners);
    all.put(Check.SOURCES, LineageChecks::sources);
    return all;
  }
}
