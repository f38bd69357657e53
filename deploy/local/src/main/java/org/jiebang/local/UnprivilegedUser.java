package org.jiebang.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets root start the two servers, which both refuse root: in a user namespace root is seen as user 1000, and owns the
 * same files as before. An ordinary user needs nothing.
 */
final class UnprivilegedUser {

    private static final List<String> NAMESPACE = List.of("unshare", "-U", "--map-user=1000", "--map-group=1000");

    private UnprivilegedUser() {}

    /** What to write before a command; empty for an ordinary user. */
    static List<String> prefix() {
        return prefix(new UnixSystem().getUid(), NAMESPACE);
    }

    static List<String> prefix(long user, List<String> namespace) {
        if (user != 0) {
            return List.of();
        }
        String refusal = refusal(namespace);
        if (!refusal.isEmpty()) {
            throw new LocalServicesException(
                    "PostgreSQL and Elasticsearch refuse to run as root, and root cannot become user 1000 in a user "
                            + "namespace here. \"" + String.join(" ", namespace) + " true\" says: " + refusal,
                    "start as an ordinary user (runuser -u NAME -- COMMAND); or install util-linux 2.36 or newer and "
                            + "allow user namespaces (sysctl -w user.max_user_namespaces=15000; docker run "
                            + "--security-opt seccomp=unconfined); or give services that already run "
                            + "(JIEBANG_DATABASE_URL, JIEBANG_ELASTICSEARCH_URIS).");
        }
        return namespace;
    }

    private static String refusal(List<String> namespace) {
        List<String> attempt = new ArrayList<>(namespace);
        attempt.add("true");
        try {
            Process process =
                    new ProcessBuilder(attempt).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? "" : said.isEmpty() ? "exit status " + status : said;
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
