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
package io.armature.benchmark.startup;

import io.armature.benchmark.Checks;
import io.armature.benchmark.startup.ApplicationSources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles applications into a directory of their own, which goes at the end. */
final class BuiltApplications implements AutoCloseable {

    private final Path directory;

    BuiltApplications() throws IOException {
        this.directory = Files.createTempDirectory("armature-benchmark");
    }

    /** Compiles an application, and returns where its classes are. */
    Path build(String name, List<Source> sources) throws IOException {
        Path from = Files.createDirectories(directory.resolve(name + "-sources"));
        Path to = Files.createDirectories(directory.resolve(name));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d", to.toString()));
        for (Source source : sources) {
            arguments.add(Files.writeString(from.resolve(source.name() + ".java"), source.text())
                    .toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Checks.require(compiler != null, "Applications are compiled to be started, for which a JDK is needed");
        int errors = compiler.run(null, System.out, System.err, arguments.toArray(String[]::new));
        Checks.require(errors == 0, "The application " + name + " could not be compiled");
        return to;
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(directory)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
