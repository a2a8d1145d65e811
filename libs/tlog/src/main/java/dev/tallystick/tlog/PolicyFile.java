package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads c2sp.org/tlog-policy line by line. The file is octets: names are compared as they are, so
 * each octet becomes one character here.
 */
final class PolicyFile {
  static final String NONE = "none";

  private final List<VerifierKey> logs = new ArrayList<>();
  private final List<PolicyWitness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> defined = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<String> signatures = new HashSet<>();
  private @Nullable String quorumName;
  private int line;

  private PolicyFile() {}

  static Policy parse(byte[] file) throws MalformedPolicyException {
    PolicyFile policy = new PolicyFile();
    if (file.length > Policy.MAX_SIZE) {
      throw new MalformedPolicyException("longer than " + Policy.MAX_SIZE + " bytes");
    }
    for (String text : new String(file, ISO_8859_1).split("\n", -1)) {
      policy.line++;
      policy.read(text);
    }
    return policy.finished(Hash.sha256(file));
  }

  private Policy finished(Hash hash) throws MalformedPolicyException {
    String name = quorumName;
    if (name == null) {
      throw new MalformedPolicyException("no quorum line");
    }
    Quorum quorum = name.equals(NONE) ? new Quorum.None() : find(name);
    return new Policy(logs, witnesses, name, quorum, Optional.of(hash));
  }

  private void read(String text) throws MalformedPolicyException {
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw refused("a control character");
    }
    StringTokenizer tokens = new StringTokenizer(text, " \t");
    if (!tokens.hasMoreTokens()) {
      return;
    }
    String keyword = tokens.nextToken();
    if (keyword.startsWith("#")) {
      return;
    }
    List<String> items = new ArrayList<>();
    while (tokens.hasMoreTokens()) {
      items.add(tokens.nextToken());
    }
    switch (keyword) {
      case "log" -> log(items);
      case "witness" -> witness(items);
      case "group" -> group(items);
      case "quorum" -> quorum(items);
      default -> throw refused("begins with none of log, witness, group, quorum");
    }
  }

  private void log(List<String> items) throws MalformedPolicyException {
    requireItems(items, 1, 2, "log <vkey> [<url>]");
    VerifierKey key = key(items.get(0));
    if (key.type() != SignatureType.ED25519) {
      throw refused("a log's key is of type ED25519, not " + key.type());
    }
    requireNew(key, logs);
    logs.add(key);
  }

  private void witness(List<String> items) throws MalformedPolicyException {
    requireItems(items, 2, 3, "witness <name> <vkey> [<url>]");
    VerifierKey key = key(items.get(1));
    if (key.type() == SignatureType.ED25519) {
      throw refused("a witness's key is of a cosignature type, not " + key.type());
    }
    requireNew(key, witnesses.stream().map(PolicyWitness::key).toList());
    PolicyWitness witness =
        new PolicyWitness(items.get(0), key, items.size() < 3 ? "" : items.get(2));
    define(witness.name(), new Quorum.Single(witness));
    witnesses.add(witness);
  }

  private void group(List<String> items) throws MalformedPolicyException {
    if (items.size() < 3) {
      throw refused("not of the form group <name> all|any|<k> <name>...");
    }
    List<Quorum> group = new ArrayList<>();
    for (String name : items.subList(2, items.size())) {
      group.add(find(name));
      if (!members.add(name)) {
        throw refused("%s is in a group already".formatted(name));
      }
    }
    define(items.get(0), new Quorum.Group(threshold(items.get(1), group.size()), group));
  }

  private int threshold(String text, int count) throws MalformedPolicyException {
    if (text.equals("any")) {
      return 1;
    }
    if (text.equals("all")) {
      return count;
    }
    boolean isDecimal = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int threshold = isDecimal ? Integer.parseInt(text) : 0;
    if (threshold < 1 || threshold > count || text.startsWith("0")) {
      throw refused("a threshold is all, any, or from 1 to %d, not %s".formatted(count, text));
    }
    return threshold;
  }

  private void quorum(List<String> items) throws MalformedPolicyException {
    requireItems(items, 1, 1, "quorum <name>");
    if (quorumName != null) {
      throw refused("a second quorum line");
    }
    if (!items.get(0).equals(NONE)) {
      find(items.get(0));
    }
    quorumName = items.get(0);
  }

  private void define(String name, Quorum quorum) throws MalformedPolicyException {
    if (name.equals(NONE)) {
      throw refused("the name none is taken");
    }
    if (defined.putIfAbsent(name, quorum) != null) {
      throw refused("%s is defined already".formatted(name));
    }
  }

  private Quorum find(String name) throws MalformedPolicyException {
    Quorum quorum = defined.get(name);
    if (quorum == null) {
      throw refused("%s is not defined before".formatted(name));
    }
    return quorum;
  }

  private VerifierKey key(String token) throws MalformedPolicyException {
    try {
      return VerifierKey.parse(new String(token.getBytes(ISO_8859_1), UTF_8));
    } catch (MalformedNoteKeyException e) {
      throw refused("not a verifier key: " + e.getMessage());
    }
  }

  /** Keys are the same if their bytes are, under whatever name; and a signature must name one. */
  private void requireNew(VerifierKey key, List<VerifierKey> ofThisKind)
      throws MalformedPolicyException {
    for (VerifierKey other : ofThisKind) {
      if (Arrays.equals(key.publicKey(), other.publicKey())) {
        throw refused("a key that is there already, as " + other.name());
      }
    }
    if (!signatures.add(key.name() + "+" + key.keyId())) {
      throw refused("a key with the name and key id of another");
    }
  }

  private void requireItems(List<String> items, int least, int most, String form)
      throws MalformedPolicyException {
    if (items.size() < least || items.size() > most) {
      throw refused("not of the form " + form);
    }
  }

  private MalformedPolicyException refused(String rule) {
    return new MalformedPolicyException("line %d: %s".formatted(line, rule));
  }
}
