package dev.tallystick.local.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page: two of our own, and those of Swagger UI, which comes as an artifact. */
final class UiFiles {
  /** Nothing from elsewhere, nothing inline but styles, in nobody's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String SWAGGER = "/META-INF/resources/openapi-ui/";
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

  /** What is served, and from where. */
  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html",
          "/pages.js", "pages.js",
          "/oauth2-redirect.html", SWAGGER + "oauth2-redirect.html",
          "/ui/swagger-ui.css", SWAGGER + "swagger-ui.css",
          "/ui/swagger-ui-bundle.js", SWAGGER + "swagger-ui-bundle.js",
          "/ui/swagger-ui-standalone-preset.js", SWAGGER + "swagger-ui-standalone-preset.js");

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html; charset=utf-8", "js", "text/javascript", "css", "text/css");

  private UiFiles() {}

  /** The file that is served at a path. */
  static Optional<BrowserReply> find(String path) throws IOException {
    String name = FILES.get(path);
    if (name == null) {
      return Optional.empty();
    }
    try (InputStream in = UiFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("a file of the page is missing: " + name);
      }
      byte[] content = in.readAllBytes();
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
      return Optional.of(
          new BrowserReply(
              200,
              content,
              Map.of("Content-Type", type, "Content-Security-Policy", policy(path, content))));
    }
  }

  /** The page that takes the code of a log-in has its script inline: that one, and no other. */
  private static String policy(String path, byte[] content) {
    Matcher script = SCRIPT.matcher(new String(content, UTF_8));
    return path.equals("/oauth2-redirect.html") && script.find()
        ? POLICY.replace("script-src 'self'", "script-src 'sha256-" + digest(script.group(1)) + "'")
        : POLICY;
  }

  private static String digest(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
