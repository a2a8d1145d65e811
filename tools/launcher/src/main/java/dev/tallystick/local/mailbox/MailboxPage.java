package dev.tallystick.local.mailbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The page that shows all mail, the latest first. What a mail says is text and nothing else. */
final class MailboxPage {
  private static final Pattern LINK = Pattern.compile("https?://[A-Za-z0-9.:/?=&amp;_~%-]+");

  private MailboxPage() {}

  static String of(List<MimeMessage> mails) throws MessagingException, IOException {
    StringBuilder page = new StringBuilder(1024);
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Mailbox</title>
        <h1>Mailbox of the local suite</h1>
        """);
    if (mails.isEmpty()) {
      page.append("<p>What the suite mails to people stands here. Nothing has come yet.</p>\n");
    }
    for (int number = mails.size(); number > 0; number--) {
      MimeMessage mail = mails.get(number - 1);
      page.append("<article>\n<h2>").append(escaped(mail.getSubject())).append("</h2>\n<p>To ");
      for (Address to : mail.getAllRecipients()) {
        page.append(escaped(to.toString())).append(' ');
      }
      page.append("<a href=\"/")
          .append(number)
          .append("\">as it came</a></p>\n<pre>")
          .append(linked(escaped(text(mail))))
          .append("</pre>\n</article>\n");
    }
    return page.append("</html>\n").toString();
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return mail.getContent() instanceof String text ? text : "It has several parts.";
  }

  /** The links of a mail are what it was sent for. */
  private static String linked(String escaped) {
    return LINK.matcher(escaped).replaceAll("<a href=\"$0\">$0</a>");
  }

  private static String escaped(String text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
