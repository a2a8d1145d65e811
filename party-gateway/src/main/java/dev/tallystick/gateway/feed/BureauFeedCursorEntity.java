package dev.tallystick.gateway.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code feed_cursor}: up to where the feeds of a bureau are read. */
@Entity
@Table(name = "feed_cursor")
class BureauFeedCursorEntity {
  @Id String bureau;

  @Column(name = "cursor")
  long place;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  BureauFeedCursorEntity() {}
}
