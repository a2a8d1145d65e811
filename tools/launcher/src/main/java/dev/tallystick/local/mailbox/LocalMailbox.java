package dev.tallystick.local.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server on this machine that takes whatever is sent to whomever, and a page that shows it.
 * Nothing leaves the machine, and nothing is left when it is closed.
 */
public final class LocalMailbox implements AutoCloseable {
  /** Where its page is, before the distance that all ports are moved by. */
  public static final int USUAL_PORT = 8025;

  /** Where it takes mail. */
  public static final int USUAL_SMTP_PORT = 1025;

  private static final String HOST = "127.0.0.1";
  private static final Pattern ONE = Pattern.compile("/([0-9]{1,6})");
  private static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final GreenMail mail;
  private final HttpServer server;

  private LocalMailbox(GreenMail mail, HttpServer server) {
    this.mail = mail;
    this.server = server;
  }

  /** Begins to take mail and to show it; a port 0 is any that is free. */
  public static LocalMailbox open(int smtpPort, int pagePort) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), pagePort),
            0);
    GreenMail mail = new GreenMail(new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP));
    try {
      mail.start();
    } catch (IllegalStateException e) {
      server.stop(0);
      throw new IOException("no mail can be taken at port " + smtpPort, e);
    }
    LocalMailbox mailbox = new LocalMailbox(mail, server);
    server.createContext("/", mailbox::answer);
    server.start();
    return mailbox;
  }

  /** Where its page is. */
  public String address() {
    return "http://" + HOST + ":" + server.getAddress().getPort();
  }

  /** Where it takes mail. */
  public int smtpPort() {
    return mail.getSmtp().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // A page of somebody else's whose name leads to this machine has that name here.
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (!address().equals("http://" + host)) {
        send(exchange, 421, TEXT, "This server is " + address() + " and nothing else.\n");
        return;
      }
      List<MimeMessage> mails = List.of(mail.getReceivedMessages());
      String path = exchange.getRequestURI().getPath();
      Matcher one = ONE.matcher(path);
      if (path.equals("/")) {
        send(exchange, 200, HTML, MailboxPage.of(mails));
      } else if (one.matches() && isThere(one.group(1), mails)) {
        send(exchange, 200, TEXT, source(mails.get(Integer.parseInt(one.group(1)) - 1)));
      } else {
        send(exchange, 404, TEXT, "There is no such mail.\n");
      }
    } catch (MessagingException e) {
      throw new IOException("a mail cannot be shown", e);
    }
  }

  private static boolean isThere(String number, List<MimeMessage> mails) {
    int place = Integer.parseInt(number);
    return place >= 1 && place <= mails.size();
  }

  /** A mail as it came. */
  private static String source(MimeMessage mail) throws MessagingException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeTo(bytes);
    return bytes.toString(UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    mail.stop();
  }
}
