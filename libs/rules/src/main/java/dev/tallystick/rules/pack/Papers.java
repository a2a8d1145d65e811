package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** What consents, agreements, licences and owners must be. */
record Papers(
    Map<String, ConsentKind> consents,
    SortedSet<String> forbiddenRecipientWords,
    Optional<Period> promptCooldown,
    Map<String, AgreementKind> agreements,
    SortedSet<String> licenceScopes,
    int approvalFromBasisPoints,
    int controlFromBasisPoints,
    SortedSet<String> rivalRoles,
    String feeDedup,
    String defaultUserClass,
    Map<String, String> retention,
    PackProtection protection,
    PackSupervision supervision) {
  /** The same without the words: to compare two packs by what they permit. */
  Papers besideWords() {
    return new Papers(
        consents,
        Collections.emptySortedSet(),
        promptCooldown,
        agreements,
        licenceScopes,
        approvalFromBasisPoints,
        controlFromBasisPoints,
        rivalRoles,
        feeDedup,
        defaultUserClass,
        retention,
        protection,
        supervision);
  }
}
