package dev.tallystick.rules.pack;

import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.util.Optional;

/** Reads a pack, or says where and why it is none. */
final class PackReader {
  private static final String EXTENDS = "extends";

  private PackReader() {}

  static Pack read(byte[] yaml, PackShelf shelf) throws InvalidPackException {
    PackNode own = new PackNode("", PackYaml.read(yaml));
    Optional<Pack> base = own.find(EXTENDS, node -> base(node, shelf));
    PackTree merged = own.tree().over(base.map(Pack::tree), "");
    PackNode root = new PackNode("", merged);
    root.onlyMembers(
        "pack",
        "family",
        "version",
        "title",
        "disclaimer",
        EXTENDS,
        "effectiveFrom",
        "zone",
        "countries",
        "permit",
        "rules",
        "steps",
        "edges",
        "purposeGroups",
        "purposes",
        "tiers",
        "categories",
        "licence",
        "consents",
        "agreements",
        "ownership",
        "fees",
        "retention",
        "minors",
        "stopNotices",
        "selfReports",
        "breaches",
        "complaints",
        "complaintTerms",
        "audits",
        "coLending",
        "queries",
        "explanations");
    Pack.Head head = head(root, base);
    if (base.isPresent() && !base.get().family().equals(head.family())) {
      throw root.get("family").invalid("is that of the pack it extends");
    }
    Groups groups = Groups.read(root);
    Pack.Vocabulary vocabulary = VocabularyReader.read(root, groups);
    Pack.Paths paths = PathsReader.read(root, vocabulary, groups);
    Papers papers = PapersReader.read(root, vocabulary);
    return new Pack(head, vocabulary, paths, papers, yaml, merged);
  }

  /** Reads a pack that nothing rests on yet, and refuses what its author cannot have meant. */
  static Pack readNew(byte[] yaml, PackShelf shelf) throws InvalidPackException {
    Pack pack = read(yaml, shelf);
    PackCoherence.check(pack, new PackNode("", PackYaml.read(yaml)));
    return pack;
  }

  private static Pack base(PackNode node, PackShelf shelf) throws InvalidPackException {
    node.onlyMembers("pack", "digest");
    String digest =
        node.get("digest").text(text -> text.matches("[0-9a-f]{64}"), "is 64 hex digits");
    Pack base =
        shelf
            .find(Hash.fromHex(digest))
            .orElseThrow(() -> node.invalid("is a pack that is known here"));
    if (!base.id().equals(PackForms.name(node.get("pack")))) {
      throw node.get("pack").invalid("is the name of the pack with this digest");
    }
    return base;
  }

  private static Pack.Head head(PackNode root, Optional<Pack> base) throws InvalidPackException {
    PackNode permit = root.get("permit");
    permit.onlyMembers("lifetime", "clockTolerance");
    Duration lifetime = PackForms.duration(permit.get("lifetime"));
    if (lifetime.isZero()) {
      throw permit.get("lifetime").invalid("is longer than nothing");
    }
    return new Pack.Head(
        PackForms.name(root.get("pack")),
        PackForms.name(root.get("family")),
        root.get("version").number(1, 1_000_000),
        root.get("title").text(),
        root.get("disclaimer").text(),
        base.map(Pack::id),
        base.map(Pack::digest),
        PackForms.instant(root.get("effectiveFrom")),
        PackForms.zone(root.get("zone")),
        root.find(
                "countries",
                node -> node.words(t -> t.matches("[A-Z]{2}"), "is a country, two capitals"))
            .orElse(PackForms.none()),
        lifetime,
        PackForms.duration(permit.get("clockTolerance")));
  }
}
