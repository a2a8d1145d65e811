package dev.tallystick.audit;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** What the whole API has in common. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tallystick audit-service",
            version = "1",
            description =
                "What happened: a log that only grows, with proofs that anybody can check. What lies"
                    + " under /log is public; everything else needs a token.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
public class AuditApi extends Application {}
