package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import java.util.Locale;
import java.util.Map;

/** The Java names of what the registry names in its own way. */
final class JavaNames {
  static final String PACKAGE = "dev.tallystick.events.type";
  static final String DOCUMENT_PACKAGE = "dev.tallystick.events.document";
  static final ClassName JSON = ClassName.get("dev.tallystick.events.json", "JsonObject");

  /** What an id with a prefix is the id of. */
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("agr", "AgreementId"),
          Map.entry("ano", "AnomalyId"),
          Map.entry("apr", "ApprovalId"),
          Map.entry("asm", "AssessmentId"),
          Map.entry("brc", "BreachId"),
          Map.entry("chk", "ChunkId"),
          Map.entry("clm", "ClaimId"),
          Map.entry("cmp", "ComplaintId"),
          Map.entry("con", "ConsentId"),
          Map.entry("dcn", "DecisionReportId"),
          Map.entry("dec", "DecisionId"),
          Map.entry("era", "ErasureId"),
          Map.entry("inq", "InquiryId"),
          Map.entry("inv", "InvoiceId"),
          Map.entry("lic", "LicenceId"),
          Map.entry("loan", "LoanId"),
          Map.entry("ntc", "NoticeId"),
          Map.entry("ntf", "NotificationId"),
          Map.entry("obj", "ObjectionId"),
          Map.entry("obl", "ObligationId"),
          Map.entry("pla", "PlanId"),
          Map.entry("prd", "ProductId"),
          Map.entry("rec", "RecordId"),
          Map.entry("rel", "ReleaseId"),
          Map.entry("rgt", "RightId"),
          Map.entry("srp", "SelfReportId"),
          Map.entry("stl", "SettlementId"),
          Map.entry("trf", "TariffId"));

  /** The enums that several types hold; any other is nested in the record of its type. */
  private static final Map<String, String> SHARED_ENUMS =
      Map.of(
          "COLLECT ONWARD OUTBOUND PROVIDE QUERY SENSITIVE WRITTEN_FINANCIAL", "KindOfConsent",
          "COLLECTED SELF", "ConsentChannel",
          "CUSTOMER_NO ID_CARD PHONE", "IdentifierScheme",
          "GUARDIAN SELF", "PersonOrGuardian",
          "AUDITOR BUREAU LENDER PLATFORM PROCESSOR REGULATOR STATE_DB", "PartyRole",
          "ENCRYPT SIGN", "KeyUse",
          "ACCESS CORRECTION ERASURE EXPLANATION PORTABILITY RESTRICTION", "RightKind");

  /** Shapes whose own name says too little. */
  private static final Map<String, String> SHAPES =
      Map.of(
          "evidence", "EvidenceRef",
          "fee", "ReleaseFee",
          "frequency", "UseFrequency",
          "public-key", "KeyJwk",
          "signature", "PartySignature");

  /** Members whose name is a word of Java. */
  private static final Map<String, String> MEMBERS =
      Map.of("class", "retentionClass", "extends", "base");

  private JavaNames() {}

  /** {@code recordId} for {@code record_id}. */
  static String member(String name) {
    String[] words = MEMBERS.getOrDefault(name, name).split("_", -1);
    StringBuilder member = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      member.append(camel(words[i]));
    }
    return member.toString();
  }

  static ClassName inPackage(String simpleName) {
    return ClassName.get(PACKAGE, simpleName);
  }

  /** {@code ConsentGiven} for {@code consent.given}. */
  static ClassName type(String shortName) {
    return inPackage(camel(shortName));
  }

  static ClassName internalOf(String shortName) {
    return inPackage(camel(shortName) + "Internal");
  }

  static ClassName shape(String name) {
    return inPackage(SHAPES.getOrDefault(name, camel(name)));
  }

  static ClassName id(String prefix) {
    String name = IDS.get(prefix);
    if (name == null) {
      throw new IllegalArgumentException("name the ids that begin with " + prefix + "_ here");
    }
    return inPackage(name);
  }

  /** The enum of these constants in a field of a record. */
  static ClassName enumOf(Field field, ClassName owner) {
    String shared = SHARED_ENUMS.get(field.argument());
    return shared == null ? owner.nestedClass(capitalised(field)) : inPackage(shared);
  }

  /** {@code P_256} for {@code P-256}. */
  static String constant(String wire) {
    return wire.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static String capitalised(Field field) {
    String one =
        field.many() && field.name().endsWith("s")
            ? field.name().substring(0, field.name().length() - 1)
            : field.name();
    return camel(one);
  }

  static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("[.-]", -1)) {
      camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return camel.toString();
  }
}
