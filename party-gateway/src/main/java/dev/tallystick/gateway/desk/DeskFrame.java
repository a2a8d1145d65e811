package dev.tallystick.gateway.desk;

import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What every page of the gateway is framed by.
 *
 * @param locale its language
 * @param path its own path, for the way back from another language
 * @param place which entry of the navigation it belongs to
 * @param person the log-in name of the reader, if the page knows who reads
 * @param party whose gateway this is
 * @param standing what the reader is here
 * @param assets where the files of this version are
 */
@TemplateData
public record DeskFrame(
    Locale locale,
    String path,
    Place place,
    Optional<String> person,
    String party,
    Standing standing,
    String assets) {

  /** Entries of the navigation. */
  public enum Place {
    /** What to do next. */
    HOME,
    /** Consents that persons are asked for. */
    ASKS,
    /** Orders and reports. */
    ORDERS,
    /** Loans. */
    LOANS,
    /** Notices to the party. */
    NOTICES,
    /** The books. */
    BOOKS,
    /** None of them. */
    ELSEWHERE
  }

  /**
   * What a reader is.
   *
   * @param lending whether they are a clerk of a lender, who asks, orders and decides
   * @param managing whether they are a manager
   */
  @TemplateData
  public record Standing(boolean lending, boolean managing) {}

  /** The code of the language, as attributes have it. */
  public String lang() {
    return locale.equals(Locale.CHINESE) ? "zh-Hans" : locale.getLanguage();
  }

  /** The code of the language to change to. */
  public String otherLang() {
    return locale.equals(Locale.CHINESE) ? "en" : "zh";
  }

  /** Its own path, to be put into an address. */
  public String back() {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  /** Whether a page belongs to this entry of the navigation. */
  public boolean at(String name) {
    return place.name().equals(name);
  }
}
