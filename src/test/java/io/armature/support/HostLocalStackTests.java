/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@link HostLocalStack} with scripts that only pretend. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one for bash")
class HostLocalStackTests {

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void closeWhenTheStartStartedShouldStop() throws Exception {
        engine("echo \"LocalStack 4.14.0 started on http://127.0.0.1:4566 (process 1)\"")
                .close();

        assertThat(commands()).isEqualTo("start\nstop\n");
    }

    @Test
    void closeWhenItRanBeforeShouldLeaveItAlone() throws Exception {
        Engine engine = engine("echo \"LocalStack 4.14.0 already runs on http://127.0.0.1:4567 (process 1)\"");
        engine.close();

        assertThat(engine.endpoint().uri()).isEqualTo(URI.create("http://127.0.0.1:4567"));
        assertThat(commands()).isEqualTo("start\n");
    }

    @Test
    void startWhenSomethingIsMissingShouldSayWhatToInstall() {
        assertThatExceptionOfType(NoEngineException.class)
                .isThrownBy(() -> engine("echo 'Python 3.13 was not found' >&2; exit 3"))
                .withMessageContainingAll("Python 3.13 was not found", "Docker", "LOCALSTACK_ENDPOINT");
    }

    @Test
    void startWhenLocalStackDoesNotStartShouldFail() {
        assertThatIllegalStateException()
                .isThrownBy(() -> engine("echo 'the end of its log' >&2; exit 1"))
                .withMessageContainingAll("exit code 1", "the end of its log");
    }

    @Test
    void startShouldShowProgressToThePersonWhoWaits() throws Exception {
        engine("echo installs >&2; echo started on http://127.0.0.1:4566");

        assertThat(progress).containsExactly("installs", "started on http://127.0.0.1:4566");
    }

    @Test
    void cacheFolderShouldFollowTheEnvironment() {
        assertThat(HostLocalStack.cacheFolder(Map.of("XDG_CACHE_HOME", "/cache")))
                .isEqualTo(Path.of("/cache"));
        assertThat(HostLocalStack.cacheFolder(Map.of("XDG_CACHE_HOME", "")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache"));
    }

    private Engine engine(String body) throws IOException, NoEngineException {
        Path script = folder.resolve("script");
        Files.writeString(script, "echo \"$1\" >> \"$2/commands\"\n" + body + "\n");
        return new HostLocalStack(script, folder, progress::add).start();
    }

    private String commands() throws IOException {
        return Files.readString(folder.resolve("commands"));
    }
}
