package dev.tallystick.portal.right;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of identifiers, in English; Chinese is beside it. */
@MessageBundle("claim")
public interface ClaimMessages {
  @Message("My identifiers")
  String title();

  @Message(
      "Companies may claim that two identifiers are one person’s. Nothing is joined before the person says so, and each link can be undone.")
  String intro();

  @Message(
      "Nobody claims anything about your identifiers. When a company does, its claim will stand here until you answer it.")
  String none();

  @Message("{party} says that {one} of yours and {other} are the same person’s.")
  String claims(String party, String one, String other);

  @Message("How it found out: {how}.")
  String how(String how);

  @Message(
      "{#when code}{#is 'OPEN'}waits for you until {day}{#is 'LINKING'}is being joined{#is 'LINKED'}joined{#is 'DISPUTED'}disputed; nothing was joined{#is 'UNLINKED'}apart again{#else}{code}{/when}")
  String state(String code, String day);

  @Message("Yes, both are mine")
  String confirm();

  @Message("No, that is wrong")
  String dispute();

  @Message("Undo it")
  String unlink();

  @Message("It is somebody else’s")
  String wrongPerson();

  @Message("I do not want them joined")
  String ownWish();

  @Message(
      "Your log-in vouches for one of the two only. To confirm, have the other added to your log-in, then log in again.")
  String notProved();
}
