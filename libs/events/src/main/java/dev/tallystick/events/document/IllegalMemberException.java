package dev.tallystick.events.document;

/** An object that is not as its document has it. Member and rule are told, never a value. */
public final class IllegalMemberException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  static final String MISSING = "must be there";

  private final String member;
  private final String rule;

  private IllegalMemberException(String document, String member, String rule) {
    super(document + (member.isEmpty() ? " " : "." + member + " ") + rule);
    this.member = member;
    this.rule = rule;
  }

  static IllegalMemberException of(String document, String member, String rule) {
    return new IllegalMemberException(document, member, rule);
  }

  /** A text that is not of its form; which member has it is said by {@link #below}. */
  static IllegalMemberException ofText(String rule) {
    return new IllegalMemberException("a text", "", rule);
  }

  /** The same, seen from the document that holds it in this member. */
  IllegalMemberException below(String outer, String name) {
    return new IllegalMemberException(outer, member.isEmpty() ? name : name + "." + member, rule);
  }

  /** The path of the member in the document, such as {@code entries[0].index}; empty for itself. */
  public String member() {
    return member;
  }

  /** The member of the document itself that is wrong, or in which something is. */
  public String root() {
    return member.split("[.\\[]", 2)[0];
  }

  /** Whether the member is not there. */
  public boolean isMissing() {
    return rule.equals(MISSING);
  }

  /** What must hold, such as {@code is an integer}. */
  public String rule() {
    return rule;
  }
}
