/// The controllers of the source material, one a file, and the catalog that names them.
enum ControllersModule {}
