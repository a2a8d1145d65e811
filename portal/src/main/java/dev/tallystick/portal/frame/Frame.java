package dev.tallystick.portal.frame;

import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What every page is framed by.
 *
 * @param locale its language
 * @param path its own path with the query, for the way back from another language
 * @param place which entry of the navigation it belongs to
 * @param person the log-in name of the reader, if the page knows who reads
 * @param citizen whether the pages of a person are the reader's
 * @param session whether the browser seems to have a session; only a page that asks knows
 * @param assets where the files of this version are
 */
@TemplateData
public record Frame(
    Locale locale,
    String path,
    Place place,
    Optional<String> person,
    boolean citizen,
    boolean session,
    String assets) {

  /** Entries of the navigation. */
  public enum Place {
    /** Who used my data. */
    USAGE,
    /** What I allowed. */
    CONSENT,
    /** What is kept about me. */
    KEPT,
    /** Check it yourself. */
    CHECK,
    /** The board. */
    BOARD,
    /** The log, and receipts. */
    LOG,
    /** None of them. */
    ELSEWHERE
  }

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

  /**
   * The same for a page whose own address must not stand in others: another language leads to
   * {@code path}.
   */
  public Frame leadingBackTo(String path) {
    return new Frame(locale, path, place, person, citizen, session, assets);
  }

  /** Whether a page belongs to this entry of the navigation. */
  public boolean at(String name) {
    return place.name().equals(name);
  }
}
