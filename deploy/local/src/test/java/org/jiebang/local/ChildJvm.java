package org.jiebang.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A second JVM with the class path of the tests, to be killed or to run as somebody else. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    ChildJvm(Class<?> main, Path directory) throws IOException {
        this(List.of(), System.getProperty("java.class.path"), main, List.of(directory.toString()));
    }

    ChildJvm(List<String> prefix, String classPath, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The rest of the line that begins with {@code word}, once it is printed. */
    String await(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new AssertionError("It ended without saying " + word + ": " + said);
    }

    String awaitEnd() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
        }
        process.waitFor();
        return String.join("\n", said);
    }

    void endNormally() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    long pid() {
        return process.pid();
    }

    /** Those that still run, with their command lines; what has ended and was not collected has none. */
    static Map<Long, String> alive(List<Long> pids) {
        Map<Long, String> alive = new TreeMap<>();
        for (long pid : pids) {
            ProcessHandle.of(pid)
                    .map(Leftovers::commandLine)
                    .filter(line -> !line.isBlank())
                    .ifPresent(line -> alive.put(pid, line));
        }
        return alive;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
