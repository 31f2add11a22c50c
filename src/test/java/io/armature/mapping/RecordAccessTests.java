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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.MisconfigurationException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.OverridingClassLoader;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records that are not public, of other class loaders and of other modules. */
class RecordAccessTests {

    private static final Map<String, AttributeValue> ITEM = Map.of("name", AttributeValue.fromS("a"));

    @Test
    void ofWhenPackageIsNotOpenShouldNameWhatToOpen(@TempDir Path directory) throws Exception {
        Class<? extends Record> type = compile(directory, "module closed {}", "record Item(String name) {}");

        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> RecordTableSchema.of(type))
                .withMessageContaining("items.Item")
                .satisfies(refusal -> assertThat(refusal.action()).contains("opens items;"));
    }

    @Test
    void ofWhenPackageIsOpenShouldReadRecordThatIsNotPublic(@TempDir Path directory) throws Exception {
        Class<? extends Record> type =
                compile(directory, "module opened { opens items; }", "record Item(String name) {}");

        assertThat(RecordTableSchema.of(type).mapToItem(ITEM)).hasToString("Item[name=a]");
    }

    @Test
    void ofWhenPackageIsExportedOnlyShouldReadPublicRecord(@TempDir Path directory) throws Exception {
        Class<? extends Record> type =
                compile(directory, "module exported { exports items; }", "public record Item(String name) {}");

        assertThat(RecordTableSchema.of(type).mapToItem(ITEM)).hasToString("Item[name=a]");
    }

    @Test
    void ofWhenClassLoaderIsAnotherShouldCreateItsTypes() throws ClassNotFoundException {
        RecordTableSchema.of(Outer.class);
        ClassLoader other = new OverridingClassLoader(getClass().getClassLoader()) {
            @Override
            protected boolean isEligibleForOverriding(String name) {
                return name.startsWith(RecordAccessTests.class.getName());
            }
        };
        Class<? extends Record> type = other.loadClass(Outer.class.getName()).asSubclass(Record.class);

        Record read = RecordTableSchema.of(type).mapToItem(Map.of("inner", AttributeValue.fromM(ITEM)));

        assertThat(read.getClass()).isSameAs(type).isNotSameAs(Outer.class);
        assertThat(read).hasToString("Outer[inner=Inner[name=a]]");
    }

    private static Class<? extends Record> compile(Path directory, String module, String record) throws Exception {
        Path moduleInfo = Files.writeString(directory.resolve("module-info.java"), module);
        Path source = Files.writeString(directory.resolve("Item.java"), "package items; " + record);
        Path classes = directory.resolve("classes");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), moduleInfo.toString(), source.toString());
        assertThat(result).isZero();
        String name = module.split(" ")[1];
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(name));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, null)
                .findLoader(name)
                .loadClass("items.Item")
                .asSubclass(Record.class);
    }

    private record Outer(Inner inner) {

        private record Inner(String name) {}
    }
}
