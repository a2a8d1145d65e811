package dev.tallystick.gateway.desk;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** Acts of clerks; in the caller's transaction. */
@Singleton
class DeskActRepository implements PanacheRepositoryBase<DeskActEntity, String> {
  private static final int MOST = 100;

  /** What was done about an ask, order, loan or notice, the newest first. */
  List<DeskActEntity> about(String id) {
    return find("about = ?1 order by doneAt desc", id).page(0, MOST).list();
  }
}
