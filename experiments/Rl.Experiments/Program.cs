System.Console.WriteLine("rl");
return 0;
