from ganket.cli.main import main

main()
