package dev.tallystick.consent;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** What the whole API has in common. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tallystick consent-service",
            version = "1",
            description =
                "Who may share what with whom. Every decision is signed by this service; its public keys are at"
                    + " /.well-known/jwks.json.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
public class ConsentApi extends Application {}
