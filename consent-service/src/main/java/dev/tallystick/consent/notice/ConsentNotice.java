package dev.tallystick.consent.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.type.NoticeId;
import dev.tallystick.events.type.NoticePresented;
import dev.tallystick.events.type.NoticeRef;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text that a person is shown before a consent, with what it tells. Never changed: another text
 * is another notice.
 */
public record ConsentNotice(
    String id,
    Owner owner,
    String kind,
    Optional<String> discloser,
    String recipient,
    Told told,
    String language,
    String text,
    boolean highlighted) {

  /** Either a party, which shows the text to anybody, or the one person whom it is for. */
  public record Owner(Optional<String> party, Optional<String> subject) {
    /** Refuses a notice of nobody or of two. */
    public Owner {
      if (party.isPresent() == subject.isPresent()) {
        throw new IllegalArgumentException("a notice is a party's or a person's");
      }
    }

    /** A person's own. */
    public static Owner of(String subject) {
      return new Owner(Optional.empty(), Optional.of(subject));
    }
  }

  /**
   * What the text tells.
   *
   * @param categories in order
   * @param recipientText the words in which it names the recipient, if they are known
   */
  public record Told(
      Optional<String> purpose,
      List<String> categories,
      Optional<String> method,
      Optional<String> retention,
      Optional<String> contact,
      Optional<String> rightsRoute,
      Optional<String> recipientText) {}

  /** SHA-256 of the text in UTF-8. */
  public Hash textHash() {
    return Hash.sha256(text.getBytes(UTF_8));
  }

  /** The text by its hash, as events name it. */
  public NoticeRef toRef() {
    return new NoticeRef(new NoticeId(id), textHash(), language);
  }

  /** What the notice tells, by the words of the log, in their order. */
  public List<NoticePresented.Item> items() {
    List<NoticePresented.Item> items = new ArrayList<>();
    told.contact().ifPresent(present -> items.add(NoticePresented.Item.CONTACT));
    if (!told.categories().isEmpty()) {
      items.add(NoticePresented.Item.KINDS);
    }
    told.method().ifPresent(present -> items.add(NoticePresented.Item.METHOD));
    told.purpose().ifPresent(present -> items.add(NoticePresented.Item.PURPOSE));
    items.add(NoticePresented.Item.RECIPIENT);
    told.retention().ifPresent(present -> items.add(NoticePresented.Item.RETENTION));
    told.rightsRoute().ifPresent(present -> items.add(NoticePresented.Item.RIGHTS));
    return items;
  }

  /** Whether this person may be shown it: a party's by anybody, a person's by that person. */
  public boolean isFor(String subject) {
    return owner.subject().map(subject::equals).orElse(true);
  }

  /** The same text, shown to this person. */
  public ConsentNotice shownTo(String subject, String newId) {
    return new ConsentNotice(
        newId, Owner.of(subject), kind, discloser, recipient, told, language, text, highlighted);
  }

  /** Shows neither the text nor a person. */
  @Override
  public String toString() {
    return "Notice[" + id + "]";
  }
}
