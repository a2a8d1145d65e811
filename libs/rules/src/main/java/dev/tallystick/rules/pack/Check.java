package dev.tallystick.rules.pack;

/** The questions that the engine can ask. Which rule asks which one, and when, a pack says. */
public enum Check {
  /** Both sides are registered. */
  PARTIES,
  /** The edge between their roles is open at this step. */
  EDGE,
  /** No party to it is suspended. */
  SUSPENSION,
  /** The recipient acknowledges what it receives. */
  RECEIPTS,
  /** The party that needs a licence has one in force. */
  LICENCE,
  /** The discloser that needs a licence ever had one. */
  SOURCE_LICENCE,
  /** There is a consent of the edge's kind between these two. */
  CONSENT,
  /** It is for this purpose. */
  CONSENT_PURPOSE,
  /** It is not withdrawn. */
  CONSENT_STANDING,
  /** Its time has begun and not ended. */
  CONSENT_TERM,
  /** It is not used up. */
  CONSENT_LIMIT,
  /** The person has not frozen everything. */
  FREEZE,
  /** Nothing of it is being erased. */
  ERASURE,
  /** The purpose is permitted, on this edge. */
  PURPOSE,
  /** The purpose's object is named. */
  PURPOSE_OBJECT,
  /** The agreement that the edge needs is in force. */
  AGREEMENT,
  /** The recipient's filed plan covers the categories. */
  PLAN,
  /** The impact assessment that the edge needs is in force. */
  ASSESSMENT,
  /** The recipient was vetted, not too long ago. */
  REVIEW,
  /** The recipient is at home, or everything for going abroad is there. */
  BORDER,
  /** No authority of another country gets it without an approval at home. */
  FOREIGN_AUTHORITY,
  /** The recipient does not belong to a rival of a source, unless the person was told. */
  CONFLICT,
  /** The product is its bureau's, is sold, and for this purpose. */
  PRODUCT,
  /** Nothing is asked for beyond the product. */
  MINIMUM,
  /** No category is prohibited or unknown. */
  PROHIBITED,
  /** The consent covers the category; what it does not is left out. */
  CONSENT_SCOPE,
  /** A tier's own consent is there; categories without it are left out. */
  TIER,
  /** The category serves the purpose; what does not is left out. */
  CATEGORY_PURPOSE,
  /** The releases it is made from are usable. */
  PARENTS,
  /** The consents behind them stand. */
  PARENT_CONSENTS,
  /** They are not kept for longer than was agreed; what is is left out. */
  PARENT_RETENTION,
  /** The recipient works with the platforms that they come from, and has said so. */
  PARTNERS,
  /** Each category comes from one of them; what does not is left out. */
  SOURCES,
  /** The fee is that of the tariff. */
  FEE,
  /** The recipient has a key. */
  RECIPIENT_KEY
}
